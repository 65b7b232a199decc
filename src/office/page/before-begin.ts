const before = /^\/office\/(setup|notice\/draft|people|devices|let-in|sign-out|actions)(\/|$)/;

/** Whether a page is there before the school has begun: the set-up, what comes of it, letting people in and out. */
export const isBeforeBegin = (path: string): boolean => before.test(path);
