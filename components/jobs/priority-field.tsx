import { Select } from "@/components/ui/select";
import { toPriority } from "@/hooks/use-start-job";

interface Props {
  value: string;
  onChange: (priority: string) => void;
}

/** Which of one's own jobs go first. */
export function PriorityField({ value, onChange }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <label htmlFor="priority" className="font-medium">
        Priority
      </label>
      <Select
        id="priority"
        value={toPriority(value)}
        aria-describedby="priority-note"
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="high">High</option>
        <option value="normal">Normal</option>
        <option value="low">Low</option>
      </Select>
      <span id="priority-note" className="text-soft">
        among your own jobs
      </span>
    </div>
  );
}

/** "high priority"; nothing of one that is normal. */
export function priorityAside(value: string): string | false {
  const priority = toPriority(value);
  return priority !== "normal" && `${priority} priority`;
}
