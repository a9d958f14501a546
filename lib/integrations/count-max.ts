/** Counting stops here: the list shows «999+» instead of reading a busy day to its end. */
export const COUNT_MAX = 1_000;
