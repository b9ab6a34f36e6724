/** Taking away and citing, in words. */

export const exportWords = {
  viewWhole: "View in Waymark",
} as const;
