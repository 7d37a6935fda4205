"use client";
import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import type { KindName } from "@/lib/jobs/kind-name";
import { insisting } from "./insisting";
import type { FormProps } from "./kind-face";

// Each is fetched by itself: a page needs one of them.
const forms = {
  photoshoot: dynamic(insisting(async () => (await import("./photoshoot/form")).PhotoshootForm)),
  sora: dynamic(insisting(async () => (await import("./sora/form")).VideoForm)),
  product_card: dynamic(insisting(async () => (await import("./product-card/form")).CardForm)),
  chat: dynamic(insisting(async () => (await import("./chat/form")).ChatForm)),
  image_tags: dynamic(insisting(async () => (await import("./image-tags/form")).ImageTagsForm)),
  story_video: dynamic(insisting(async () => (await import("./story-video/form")).StoryForm)),
} as const satisfies Record<KindName, ComponentType<FormProps>>;

/** The form that starts a job of this kind. */
export function KindForm({ kind, ...props }: FormProps & { kind: KindName }) {
  const Form = forms[kind];
  return <Form {...props} />;
}
