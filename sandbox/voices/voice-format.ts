/** The files that speech comes in. */
export const voiceFormats = ["mp3", "opus", "aac", "flac", "wav", "pcm"] as const;
export type VoiceFormat = (typeof voiceFormats)[number];

export const voiceTypes = {
  mp3: "audio/mpeg",
  opus: "audio/ogg",
  aac: "audio/aac",
  flac: "audio/flac",
  wav: "audio/wav",
  pcm: "audio/pcm",
} as const satisfies Record<VoiceFormat, string>;
