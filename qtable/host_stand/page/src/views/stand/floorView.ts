import { signal } from "@preact/signals";
import { deviceStorage } from "../../shelf";

export type FloorView = "plan" | "list";

const SHELF = "qtable.floor";

/** Kept on this device. */
export const floorView = signal<FloorView>(deviceStorage()?.getItem(SHELF) === "list" ? "list" : "plan");

export function showFloorAs(view: FloorView): void {
  floorView.value = view;
  deviceStorage()?.setItem(SHELF, view);
}
