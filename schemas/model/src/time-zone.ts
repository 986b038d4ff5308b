const known = new Map<string, boolean>();

/** Whether a name is an IANA time zone; offsets such as +08:00 are not, since they know no summer time. */
export function isTimeZone(name: string): boolean {
  let answer = known.get(name);
  if (answer === undefined) {
    answer = /^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(name) && accepted(name);
    // Names come from documents: the memory of them must not grow without bound.
    if (known.size < 1000) known.set(name, answer);
  }
  return answer;
}

function accepted(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
