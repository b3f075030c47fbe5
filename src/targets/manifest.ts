/** `target.json`: what the pipeline has to know of a target, and nothing that a template could say. */
import type { Toolchain } from "../toolchain/toolchain.js";

export interface Target {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly language: string;
  readonly framework: { readonly name: string; readonly version: string };
  /** Default port. */
  readonly port: number;
  /** The router whose spelling of paths is wanted. */
  readonly pathStyle: "find-my-way" | "path-to-regexp" | "hono" | "chi";
  /** Folders beside its own, with what some targets of its language share. */
  readonly layers?: readonly string[];
  readonly toolchain: Toolchain;
  /** The target's folder, where its `target.json` is. */
  readonly folder: string;
  /** Every folder of templates that it is made from, its own among them, from the general to the special. */
  readonly folders: readonly string[];
}

export type { Toolchain };
