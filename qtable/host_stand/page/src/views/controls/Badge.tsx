import { controls } from "../../texts/controls";

export function Badge({ size }: { size: number }) {
  return <span class="badge"><span class="unseen">{controls.partyOf}</span>{size}</span>;
}
