import { useSignal } from "@preact/signals";
import { account } from "../../texts/account";
import { settings } from "../../texts/settings";
import { Field } from "../controls/Field";
import { useSettle } from "../settle";
import { Form } from "./Form";

const NOTHING = { current_password: "", new_password: "", again: "" };

export function OwnPassword() {
  const draft = useSignal(NOTHING);
  const unlike = useSignal(false);
  const { wrong, settle } = useSettle();
  const set = (fields: Partial<typeof NOTHING>) => {
    draft.value = { ...draft.value, ...fields };
    unlike.value = false;
  };
  async function save() {
    const { again, ...sent } = draft.value;
    unlike.value = again !== sent.new_password;
    if (unlike.value) return;
    if ((await settle("POST", "/auth/password", sent, account.passwordSet)) !== null) draft.value = NOTHING;
  }
  return (
    <Form wrong={wrong.value} onSave={() => void save()}>
      <p>{account.passwordEnds}</p>
      <Field name="current_password" label={settings.password} type="password" autocomplete="current-password" required value={draft.value.current_password} onInput={(value) => set({ current_password: value })} />
      <Field name="new_password" label={account.newPassword} type="password" autocomplete="new-password" required minLength={10} hint={account.passwordHint} value={draft.value.new_password} onInput={(value) => set({ new_password: value })} />
      <Field name="again" label={account.again} type="password" autocomplete="new-password" required error={unlike.value ? account.unlike : undefined} value={draft.value.again} onInput={(value) => set({ again: value })} />
    </Form>
  );
}
