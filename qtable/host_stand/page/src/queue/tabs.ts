// The tabs of one browser tell each other that something kept has changed; plain HTTP offers this, too.

const CHANNEL = "qtable.queue";

export interface Tabs {
  tell(): void;
  close(): void;
}

/** Where a browser lacks it, each tab looks at its next own action instead. */
export function openTabs(changed: () => void): Tabs {
  if (typeof BroadcastChannel === "undefined") return { tell: () => {}, close: () => {} };
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = changed;
  let closed = false;
  const close = () => {
    closed = true;
    channel.close();
  };
  // What was on its way when somebody logged out still comes to its end.
  return { tell: () => void (closed || channel.postMessage(null)), close };
}
