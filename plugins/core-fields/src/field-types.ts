/** The built-in field types, in the order in which they are offered. To add one: a folder of its name, and a line here. */
export const fieldTypes = [
  'text',
  'long_text',
  'integer',
  'decimal',
  'money',
  'boolean',
  'date',
  'datetime',
  'choice',
  'multi_choice',
  'relation',
  'user',
  'email',
  'phone',
  'url',
];
