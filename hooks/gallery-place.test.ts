import { expect, test } from "vitest";
import { galleryAddress, galleryPlaceOf, type GalleryPlace } from "./gallery-place";

const open = "8c1f0a52-6f3e-4c1b-9a39-0d5f6f1f7a11/picture-01.jpg";

test("every place of the gallery has an address, which leads back to it", () => {
  const places: GalleryPlace[] = [
    { kind: null, open: null },
    { kind: "sora", open: null },
    { kind: null, open },
    { kind: "product_card", open },
  ];
  const addresses = places.map(galleryAddress);
  expect(addresses[0]).toBe("/pictures");
  expect(addresses[2]).toBe(`/pictures?open=${open}`);
  const read = addresses.map((address) => galleryPlaceOf(new URL(address, "http://app.test").searchParams));
  expect(read).toEqual(places);
});

test("what is no kind that can be looked at, and no picture, is left out", () => {
  const queries = [
    "kind=chat",
    "kind=",
    "open=",
    "open=video.mp4",
    `open=${open}/..`,
    "open=a/../b",
    `open=${"-".repeat(36)}/a.jpg`,
  ];
  expect(queries.map((query) => galleryPlaceOf(new URLSearchParams(query)))).toEqual(
    queries.map(() => ({ kind: null, open: null })),
  );
});
