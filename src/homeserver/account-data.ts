interface Kept {
  userId: string;
  type: string;
  content: object;
  at: number;
}

/** What accounts keep on the server for themselves, of which all their devices hear. */
export class AccountData {
  private readonly kept = new Map<string, Kept>();

  put(userId: string, type: string, content: object, at: number): void {
    this.kept.set(`${userId} ${type}`, { userId, type, content, at });
  }

  of(userId: string, type: string): object | undefined {
    return this.kept.get(`${userId} ${type}`)?.content;
  }

  /** What an account has kept since, of the types that are asked for. */
  since(userId: string, at: number, types: readonly string[]): { type: string; content: object }[] {
    const own = [...this.kept.values()].filter((one) => one.userId === userId && one.at > at);
    return own.filter(({ type }) => types.includes(type)).map(({ type, content }) => ({ type, content }));
  }
}
