/** A number of bytes in megabytes of 10⁶, e.g. "2.4 MB". */
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
