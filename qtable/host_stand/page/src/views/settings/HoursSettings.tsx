import { useSignal } from "@preact/signals";
import { Form } from "./Form";
import { HoursEditor } from "./HoursEditor";
import { usePolicies } from "./policies";
import { useSettle } from "../settle";

export function HoursSettings() {
  const hours = useSignal(usePolicies().hours);
  const { wrong, settle } = useSettle();
  return (
    <Form wrong={wrong.value} onSave={() => settle("PUT", "/policies", { hours: hours.value })}>
      <HoursEditor hours={hours.value} onChange={(next) => (hours.value = next)} />
    </Form>
  );
}
