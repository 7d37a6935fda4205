import { nothingThere } from "@/lib/http/nothing-there";

export const { DELETE, GET, OPTIONS, PATCH, POST, PUT } = nothingThere;
