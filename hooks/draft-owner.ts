"use client";
import { createContext } from "react";

/** Whose drafts these are: nothing that one person wrote is shown to the next on the same machine. */
export const DraftOwner = createContext("nobody");
