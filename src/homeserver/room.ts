/** An event as the server has it: with the place in all that has happened, and who has sent it by which transaction. */
export interface Kept {
  type: string;
  event_id: string;
  room_id: string;
  sender: string;
  origin_server_ts: number;
  content: Record<string, unknown>;
  state_key?: string;
  redacts?: string;
  unsigned: { prev_content?: Record<string, unknown> };
  at: number;
}

/** A room of the box: all that has happened in it, and what holds. */
export class Room {
  readonly id: string;
  readonly events: Kept[] = [];
  private readonly state = new Map<string, Kept>();
  /** Who may not write here. */
  readonly muted = new Set<string>();

  constructor(id: string) {
    this.id = id;
  }

  put(event: Kept): void {
    this.events.push(event);
    if (event.state_key === undefined) return;
    const before = this.state.get(`${event.type} ${event.state_key}`);
    if (before) event.unsigned.prev_content = before.content;
    this.state.set(`${event.type} ${event.state_key}`, event);
  }

  stateOf(type: string, key = ""): Kept | undefined {
    return this.state.get(`${type} ${key}`);
  }

  get wholeState(): Kept[] {
    return [...this.state.values()];
  }

  membershipOf(userId: string): string {
    const membership = this.stateOf("m.room.member", userId)?.content.membership;
    return typeof membership === "string" ? membership : "leave";
  }

  get members(): Kept[] {
    return this.wholeState.filter(({ type }) => type === "m.room.member");
  }

  joined(): string[] {
    return this.members.filter(({ content }) => content.membership === "join").map(({ state_key: id }) => id ?? "");
  }

  /** A newest-first page of what was before a place, down to another. */
  before(from: number, to: number, limit: number): { chunk: Kept[]; end?: string } {
    const all = this.events.filter(({ at }) => at <= from && at > to);
    const chunk = all.slice(-limit).toReversed();
    const last = chunk.at(-1);
    return { chunk, ...(last && all.length > chunk.length ? { end: `t${last.at - 1}` } : {}) };
  }
}
