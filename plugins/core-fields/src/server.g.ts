/* Generated from the list beside it by `npm run generate`; not edited by hand. */
import { addressServer } from './address/server.ts';
import { autoNumberServer } from './auto_number/server.ts';
import { booleanServer } from './boolean/server.ts';
import { choiceServer } from './choice/server.ts';
import { dateServer } from './date/server.ts';
import { datetimeServer } from './datetime/server.ts';
import { decimalServer } from './decimal/server.ts';
import { durationServer } from './duration/server.ts';
import { emailServer } from './email/server.ts';
import { encryptedTextServer } from './encrypted_text/server.ts';
import { fileServer } from './file/server.ts';
import { formulaServer } from './formula/server.ts';
import { geoPointServer } from './geo_point/server.ts';
import { imageServer } from './image/server.ts';
import { integerServer } from './integer/server.ts';
import { jsonServer } from './json/server.ts';
import { longTextServer } from './long_text/server.ts';
import { lookupServer } from './lookup/server.ts';
import { moneyServer } from './money/server.ts';
import { multiChoiceServer } from './multi_choice/server.ts';
import { percentServer } from './percent/server.ts';
import { personNameServer } from './person_name/server.ts';
import { phoneServer } from './phone/server.ts';
import { ratingServer } from './rating/server.ts';
import { referenceServer } from './reference/server.ts';
import { relationServer } from './relation/server.ts';
import { richTextServer } from './rich_text/server.ts';
import { rollupServer } from './rollup/server.ts';
import { textServer } from './text/server.ts';
import { timeServer } from './time/server.ts';
import { urlServer } from './url/server.ts';
import { userServer } from './user/server.ts';

export const fieldTypes = [
  textServer,
  longTextServer,
  integerServer,
  decimalServer,
  moneyServer,
  percentServer,
  booleanServer,
  dateServer,
  datetimeServer,
  timeServer,
  durationServer,
  choiceServer,
  multiChoiceServer,
  ratingServer,
  relationServer,
  referenceServer,
  userServer,
  emailServer,
  phoneServer,
  urlServer,
  geoPointServer,
  personNameServer,
  addressServer,
  jsonServer,
  lookupServer,
  formulaServer,
  rollupServer,
  fileServer,
  imageServer,
  autoNumberServer,
  encryptedTextServer,
  richTextServer,
];
