// Who wants to know that the store was changed from this page.

const listeners: (() => void)[] = [];

export const on_store_change = (told: () => void): void => void listeners.push(told);
export const store_changed = (): void => listeners.forEach((told) => told());
