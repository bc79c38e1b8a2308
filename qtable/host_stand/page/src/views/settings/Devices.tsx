import { useSignal } from "@preact/signals";
import { forgetPairing, pair, paired, type Paired } from "../../device";
import type { components } from "../../generated/api";
import { settings } from "../../texts/settings";
import { Ask } from "../controls/Ask";
import { Field } from "../controls/Field";
import { Read, useRead } from "../controls/read";
import { Form } from "./Form";
import { useSettle } from "../settle";

type Device = components["schemas"]["Device"];

export function Devices() {
  const asked = useRead<Device[]>("/devices");
  return (
    <>
      <p>{settings.pairLead}</p>
      <Read asked={asked}>
        {(devices) => (devices.length ? <ul class="settings-list">{devices.map((one) => <Row key={one.id} one={one} onGone={asked.again} />)}</ul> : <p>{settings.noDevices}</p>)}
      </Read>
      {!paired.value && <PairForm onPaired={asked.again} />}
    </>
  );
}

function Row({ one, onGone }: { one: Device; onGone: () => void }) {
  const asks = useSignal(false);
  const { wrong, settle } = useSettle();
  const isThis = one.id === paired.value?.id;
  async function remove() {
    if ((await settle("DELETE", `/devices/${one.id}`, undefined, settings.removed(one.name))) === null) return;
    if (isThis) forgetPairing();
    onGone();
  }
  return (
    <li class="settings-row">
      <p>{one.name}{isThis && <small>{settings.thisOne}</small>}</p>
      <button class="button" onClick={() => (asks.value = true)}>{settings.remove}</button>
      {wrong.value && <p class="field-error" role="alert">{wrong.value}</p>}
      {asks.value && <Ask title={settings.leaveTitle(one.name)} detail={settings.unpairDetail} act={settings.remove} onAct={() => void remove()} onClose={() => (asks.value = false)} />}
    </li>
  );
}

function PairForm({ onPaired }: { onPaired: () => void }) {
  const name = useSignal(settings.deviceUsual);
  const { wrong, settle } = useSettle();
  async function save() {
    const made = await settle<Paired>("POST", "/devices", { name: name.value });
    if (made === null) return;
    pair({ id: made.id, name: made.name, token: made.token });
    onPaired();
  }
  return (
    <Form wrong={wrong.value} save={settings.pair} onSave={save}>
      <h3>{settings.pairTitle}</h3>
      <Field name="device" label={settings.deviceName} required maxLength={100} value={name.value} onInput={(value) => (name.value = value)} />
    </Form>
  );
}
