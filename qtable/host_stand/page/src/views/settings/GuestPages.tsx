import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { components } from "../../generated/api";
import { Refusal } from "../../http";
import { isAtLeast } from "../../roles";
import { settings } from "../../texts/settings";
import { useHere } from "../context";
import { Ask } from "../controls/Ask";
import { Read, useRead } from "../controls/read";
import { usePolicies } from "./policies";
import { useSettle } from "../settle";

type Link = components["schemas"]["Link"];

export function GuestPages() {
  const open = usePolicies().online_waitlist;
  return (
    <>
      <Part title={settings.join} lead={open ? settings.joinLead : settings.joinOff}>
        <Read asked={useRead<Link>("/waitlist-link")}>{(link) => <Code link={link} title={settings.join} />}</Read>
      </Part>
      <Part title={settings.lobby} lead={settings.lobbyLead}><LobbyScreen /></Part>
    </>
  );
}

function Part({ title, lead, children }: { title: string; lead: string; children: ComponentChildren }) {
  return <section class="settings-group"><h3>{title}</h3><p>{lead}</p>{children}</section>;
}

function Code({ link, title }: { link: Link; title: string }) {
  return (
    <div class="code">
      <img src={`data:image/svg+xml,${encodeURIComponent(link.svg)}`} alt={settings.code(title)} width="180" height="180" />
      <a href={link.url} target="_blank">{link.url}</a>
    </div>
  );
}

function LobbyScreen() {
  const { user } = useHere();
  const asked = useRead<Link>("/display-link");
  const { wrong, settle } = useSettle();
  const ends = useSignal(false);
  const change = async (method: string) => void ((await settle(method, "/display-link")) !== null && asked.again());
  const none = asked.problem instanceof Refusal && asked.problem.status === 404;
  return (
    <>
      {!none && <Read asked={asked}>{(link) => <Code link={link} title={settings.lobby} />}</Read>}
      {isAtLeast(user.role, "manager") && (
        <div class="settings-acts">
          <button class="button" onClick={() => void change("POST")}>{none ? settings.makeLink : settings.newLink}</button>
          {asked.answer && <button class="button quiet" onClick={() => (ends.value = true)}>{settings.endLink}</button>}
        </div>
      )}
      <p class="field-error" role="alert">{wrong.value}</p>
      {ends.value && <Ask title={settings.endLink} detail={settings.endDetail} act={settings.endLink} onAct={() => void change("DELETE")} onClose={() => (ends.value = false)} />}
    </>
  );
}
