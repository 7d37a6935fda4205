"use client";
import {
  Captions,
  CaptionsOff,
  Maximize,
  Pause,
  Play,
  SkipBack,
  SkipForward,
  Volume2,
  VolumeX,
} from "lucide-react";
import { clock } from "@/components/ui/figures";
import { Select } from "@/components/ui/select";
import type { StoryScene } from "@/lib/jobs/story";
import { toScene } from "./film-keys";
import { SeekBar } from "./seek-bar";
import { speeds, type FilmDeck, type FilmNow } from "./film-deck";

interface Props {
  film: FilmDeck;
  now: FilmNow;
  scenes: readonly StoryScene[];
  /** Whether there are any to be shown. */
  hasCaptions: boolean;
  onFillScreen: () => void;
}

/** Under the film: the bar with its scenes, and a button for everything that a key does. */
export function FilmControls({ film, now, scenes, hasCaptions, onFillScreen }: Props) {
  const hasScenes = scenes.some(({ startMs }) => startMs !== null);
  return (
    <div className="grid gap-1 px-2 py-2 text-film-ink sm:px-4.5">
      <div className="flex items-center gap-3 px-1 sm:px-0">
        <div className="min-w-0 flex-1">
          <SeekBar
            scenes={scenes}
            atMs={now.atMs}
            durationMs={now.durationMs}
            onSeek={(ms) => film.seek(ms)}
          />
        </div>
        <span className="font-mono text-xs whitespace-nowrap">
          {clock(now.atMs)} / {clock(now.durationMs)}
        </span>
      </div>
      <div className="flex items-center sm:gap-x-1">
        <Control
          label={now.isPlaying ? "Pause" : "Play"}
          onClick={() => film.toggle()}
          icon={now.isPlaying ? Pause : Play}
        />
        {hasScenes && (
          <>
            <Control label="Previous scene" onClick={() => toScene(film, scenes, -1)} icon={SkipBack} />
            <Control label="Next scene" onClick={() => toScene(film, scenes, 1)} icon={SkipForward} />
          </>
        )}
        <span className="ml-auto flex items-center sm:gap-x-1">
          <Select
            aria-label="Speed"
            value={String(now.speed)}
            onChange={(event) => film.setSpeed(Number(event.target.value))}
            className="h-9 border-transparent bg-transparent pr-7 pl-1 text-film-ink sm:pr-8 sm:pl-2"
          >
            {speeds.map((speed) => (
              <option key={speed} value={String(speed)} className="bg-raised text-ink">
                {speed}×
              </option>
            ))}
          </Select>
          {hasCaptions && (
            <Control
              label="Captions"
              isPressed={now.hasCaptions}
              onClick={() => film.toggleCaptions()}
              icon={now.hasCaptions ? Captions : CaptionsOff}
            />
          )}
          <Control
            label={now.isMuted ? "Sound on" : "Mute"}
            onClick={() => film.toggleMuted()}
            icon={now.isMuted ? VolumeX : Volume2}
          />
          <Control label="Fill the screen" onClick={onFillScreen} icon={Maximize} />
        </span>
      </div>
    </div>
  );
}

function Control(props: { label: string; icon: typeof Play; isPressed?: boolean; onClick: () => void }) {
  const { label, icon: Icon, isPressed, onClick } = props;
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      aria-pressed={isPressed}
      onClick={onClick}
      className="grid size-9 place-items-center rounded-control transition-colors hover:bg-white/10 hover:text-white aria-pressed:text-edge"
    >
      <Icon aria-hidden className="size-4.5" />
    </button>
  );
}
