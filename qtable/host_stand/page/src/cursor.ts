/** The seq inside a cursor `v1.<epoch>.<seq>.<at_ms>`: the only place that looks into one. */
export function seqOf(cursor: string): number {
  const seq = Number(cursor.split(".")[2]);
  if (!Number.isInteger(seq)) throw new Error(`not a cursor: ${cursor}`);
  return seq;
}
