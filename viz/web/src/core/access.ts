// What the server lets this page do.
import { ApiError, get, send, token } from "./api";
import type { Health } from "./model";

export interface Access {
  /** Reading needs the token too: the server listens on other addresses than this machine's own. */
  guarded: boolean;
  /** Nobody may change the store. */
  read_only: boolean;
}

let access: Access = { guarded: false, read_only: false };
export const known_access = (): Access => access;

/** Fails with 401 where the token is needed, and missing or another. */
export async function find_access(): Promise<Access> {
  const open = await send("/api/v1/health");
  access = { ...access, guarded: open.status === 401 };
  if (access.guarded && !token()) throw new ApiError(401, "unauthorized", "This server wants the token with every request.");
  const { writes } = await get<Health>("/health");
  access = { ...access, read_only: writes === "none" };
  return access;
}
