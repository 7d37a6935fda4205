"use client";
import { useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { Trouble } from "@/components/session/trouble";
import { Film } from "@/components/sheet/film";
import { Note } from "@/components/ui/note";
import { useAddressFilter } from "@/components/ui/use-address-filter";
import { chosenAssets, chosenIds } from "@/hooks/asset-requests";
import { filterOf, isNarrowed, pageQuery, requestQuery, wholeLibrary } from "@/hooks/library-filter";
import { editBetween } from "@/hooks/tag-edit";
import { chosenOf, everything, nothing, without } from "@/hooks/selection";
import { useAssets, type InitialLibrary } from "@/hooks/use-assets";
import { useLibraryCounts } from "@/hooks/use-library-counts";
import { isOnItsWay } from "@/hooks/library-queue-state";
import { useLibraryUpload } from "@/hooks/use-library-upload";
import { useSelection } from "@/hooks/use-selection";
import type { AssetView } from "@/lib/jobs/asset-view";
import { DropAnywhere } from "./drop-anywhere";
import { EditTagsDialog } from "./edit-tags-dialog";
import { EmptyLibrary } from "./empty-library";
import { FilterBar } from "./filter-bar";
import { ImageDialog } from "./image-dialog";
import { ImageGrid } from "./image-grid";
import { LibraryHead } from "./library-head";
import { LibrarySkeleton } from "./library-skeleton";
import { SelectionBar } from "./selection-bar";
import { TagAgain } from "./tag-again";
import { UploadPanel } from "./upload-panel";
import { useAfter } from "./use-after";
import { useLibraryActions } from "./use-library-actions";
import { useTagChosen } from "./use-tag-chosen";

/** So many images can be edited by hand at once. */
const mostEdited = 500;

/** The whole library: what is in it, what comes into it, and what is done with it. */
export function Library({ initial }: { initial: InitialLibrary | null }) {
  const { filter, set: setFilter } = useAddressFilter("/library", filterOf, pageQuery);
  const query = requestQuery(filter);
  const narrowed = isNarrowed(filter);
  const assets = useAssets(query, initial);
  const { counts } = useLibraryCounts(initial?.query === "" ? initial.count : undefined);
  const actions = useLibraryActions(assets);
  const { selection, setSelection } = useSelection(query);
  const tagging = useTagChosen(actions, () => setSelection(nothing));
  const [opened, setOpened] = useState<string | null>(null);
  const [edited, setEdited] = useState<AssetView[] | null>(null);
  const deleteButton = useRef<HTMLButtonElement>(null);

  const { queue, uploader } = useLibraryUpload((asset) => {
    if (!narrowed) assets.arrive(asset);
  });
  const isComing = queue.images.some(isOnItsWay);
  useAfter(isComing, assets.refresh);
  useAfter(queue.isElsewhere, assets.refresh);
  const addFiles = (files: File[]) => uploader.add(files);

  const { total } = assets;
  const items = actions.shown;
  const chosen = chosenOf(selection, total);
  const deleteThese = (which: () => Promise<string[]>) =>
    actions.alone(async () => {
      const ids = await which();
      await actions.remove(ids);
      setSelection((before) => (before.isAll ? nothing : without(before, new Set(ids))));
      return true;
    });

  const at = opened === null ? -1 : items.findIndex(({ id }) => id === opened);
  const shown = items[at];
  const openAt = (index: number) => setOpened(items[index]?.id ?? null);
  const isEmpty = !assets.isStale && total === 0;

  return (
    <>
      <DropAnywhere onFiles={addFiles} />
      <LibraryHead
        total={counts && Math.max(counts.total, narrowed ? 0 : items.length)}
        untagged={counts?.untagged ?? 0}
        isChoosing={chosen > 0}
        isBusy={actions.isBusy}
        onFiles={addFiles}
        onTagAll={() => void actions.alone(() => actions.tag({ all: "untagged" }))}
      />
      <UploadPanel queue={queue} uploader={uploader} className="mb-8" />
      {actions.problem !== null && (
        <Note tone="fail" role="alert" className="mb-5">
          {actions.problem}
        </Note>
      )}
      {(narrowed || !isEmpty) && <FilterBar filter={filter} isChoosing={chosen > 0} onFilter={setFilter} />}
      {chosen > 0 && (
        <SelectionBar
          chosen={chosen}
          total={total}
          isBusy={actions.isBusy}
          deleteButton={deleteButton}
          onAll={() => setSelection(everything)}
          onNone={() => setSelection(nothing)}
          onTag={() => tagging.press(() => chosenAssets(selection, query, items))}
          onEdit={() => {
            if (chosen > mostEdited)
              toast(`Tags can be edited by hand for up to ${mostEdited} images at once.`);
            else
              void actions.alone(async () => {
                setEdited(await chosenAssets(selection, query, items));
                return true;
              });
          }}
          onDelete={() => void deleteThese(() => chosenIds(selection, query))}
        />
      )}
      {assets.error !== null && (
        <div className="mb-5">
          <Trouble
            error={assets.error}
            rest={items.length > 0 && "Some images are not shown yet."}
            onAgain={() => void assets.again()}
          />
        </div>
      )}
      {assets.isLoading && <LibrarySkeleton />}
      {isEmpty && !(isComing && !narrowed) && assets.error === null && (
        <EmptyLibrary
          isNarrowed={narrowed}
          onFiles={addFiles}
          onShowAll={() => setFilter(() => wholeLibrary)}
        />
      )}
      {items.length > 0 && (
        <section
          aria-label="Images"
          aria-busy={assets.isStale}
          className={assets.isStale ? "opacity-50" : ""}
        >
          <Film>
            {/* The last row has no other to be apart from. */}
            <div className="-mb-2 px-2.5 sm:px-4.5">
              <ImageGrid
                items={items}
                total={total}
                selection={selection}
                onSelection={setSelection}
                onOpen={openAt}
                onDelete={() => deleteButton.current?.click()}
                want={assets.want}
              />
            </div>
          </Film>
        </section>
      )}
      {shown && (
        <ImageDialog
          asset={shown}
          onClose={() => setOpened(null)}
          onBefore={at > 0 ? () => openAt(at - 1) : null}
          onAfter={at < items.length - 1 ? () => openAt(at + 1) : null}
          onTags={(tags) => {
            const edit = editBetween(shown.tags, tags);
            void actions.edit([shown.id], edit).then((problem) => problem && toast(problem));
          }}
          onTag={() => void actions.alone(() => actions.tag({ assetIds: [shown.id] }))}
          onDelete={() => {
            openAt(at < items.length - 1 ? at + 1 : at - 1);
            void deleteThese(async () => [shown.id]);
          }}
        />
      )}
      {tagging.asked && <TagAgain choice={tagging.asked} onClose={tagging.forget} onTag={tagging.answer} />}
      {edited && (
        <EditTagsDialog
          assets={edited}
          onClose={() => setEdited(null)}
          onSave={(edit, onDone) => {
            const ids = edited.map(({ id }) => id);
            return actions.edit(ids, edit, onDone);
          }}
        />
      )}
    </>
  );
}
