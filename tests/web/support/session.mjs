// What nearly every test file needs: a server on a store of its own, a browser, and fresh pages.
import { after, before } from "node:test";
import { assertQuiet, launch, openPage, settled } from "./browser.mjs";
import { exampleStore, serve } from "./server.mjs";

/** For a whole file: starts before its first test, ends after its last. */
export function session(makeStore = exampleStore, ...serverOptions) {
  const state = { server: null, browser: null, onPage };
  before(async () => {
    state.server = await serve(makeStore(), ...serverOptions);
    state.browser = await launch();
  });
  after(async () => {
    await state.browser?.close();
    await state.server?.stop();
  });

  /** Runs `steps` on a fresh page and looks at its troubles afterwards.
   *  fragment: of the address; "token" stands for the server's own. */
  async function onPage(steps, { fragment = "", server = state.server, ...options } = {}) {
    const hash = fragment === "token" ? `#token=${server.token}` : fragment;
    const opened = await openPage(state.browser, server.url + hash, options);
    try {
      await settled(opened.page);
      await steps(opened.page, opened);
      assertQuiet(opened.troubles);
    } finally {
      await opened.context.close();
    }
  }
  return state;
}
