import {
  BookOpen,
  Camera,
  Circle,
  Clapperboard,
  Film,
  FolderOpen,
  Images,
  Keyboard,
  MessageSquare,
  Package,
  Plus,
  RefreshCw,
  Tags,
  type LucideIcon,
} from "lucide-react";
import { isKindName, type KindName } from "@/lib/jobs/kind-name";

const ofKinds = {
  photoshoot: Camera,
  sora: Clapperboard,
  product_card: Package,
  chat: MessageSquare,
  image_tags: Tags,
  story_video: BookOpen,
} as const satisfies Record<KindName, LucideIcon>;

/** What stands before a job in the menu; a dot for a kind of the record that these pages do not know. */
export function kindIcon(kind: string): LucideIcon {
  return isKindName(kind) ? ofKinds[kind] : Circle;
}

const ofCommands: Partial<Record<string, LucideIcon>> = {
  Jobs: Film,
  Pictures: Images,
  Library: FolderOpen,
  "New job": Plus,
  "Check status, or look again": RefreshCw,
  "All keys": Keyboard,
};

/** What stands before a page or an action in the menu, by its label. */
export function commandIcon(label: string): LucideIcon | undefined {
  return ofCommands[label];
}
