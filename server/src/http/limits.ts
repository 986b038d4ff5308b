/** Bytes of a JSON body. */
export const bodyLimit = 2 * 1024 * 1024;
