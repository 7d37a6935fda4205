"use client";
import { useEffect } from "react";
import { tellDeletedAgain } from "@/components/jobs/deleted-again";
import { ToasterRoom } from "@/components/ui/toaster-room";

/** Where short news are shown, beginning with what the page before said last. */
export function NewsRoom() {
  useEffect(tellDeletedAgain, []);
  return <ToasterRoom />;
}
