interface Props {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** Yes or no. */
export function Tick({ label, isOn, onChange }: Props) {
  return (
    <label className="flex w-fit items-center gap-2.5 text-sm">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4.5 accent-safelight"
      />
      {label}
    </label>
  );
}
