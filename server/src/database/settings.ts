/**
 * What each of our connections starts with. Values are read and written in one form. No just-in-time compilation: a question
 * of the gate holds many small subqueries, each of which would be compiled for longer (up to seconds) than the whole
 * question takes.
 */
export const sessionSettings =
  '-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601 -c bytea_output=hex -c jit=off';
