export function Badge({ size }: { size: number }) {
  return <span class="badge"><span class="unseen">Party of </span>{size}</span>;
}
