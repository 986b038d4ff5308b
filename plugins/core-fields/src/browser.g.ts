/* Generated from the list beside it by `npm run generate`; not edited by hand. */
import { addressBrowser } from './address/browser.tsx';
import { autoNumberBrowser } from './auto_number/browser.tsx';
import { booleanBrowser } from './boolean/browser.tsx';
import { choiceBrowser } from './choice/browser.tsx';
import { dateBrowser } from './date/browser.tsx';
import { datetimeBrowser } from './datetime/browser.tsx';
import { decimalBrowser } from './decimal/browser.tsx';
import { durationBrowser } from './duration/browser.tsx';
import { emailBrowser } from './email/browser.tsx';
import { encryptedTextBrowser } from './encrypted_text/browser.tsx';
import { fileBrowser } from './file/browser.tsx';
import { formulaBrowser } from './formula/browser.tsx';
import { geoPointBrowser } from './geo_point/browser.tsx';
import { imageBrowser } from './image/browser.tsx';
import { integerBrowser } from './integer/browser.tsx';
import { jsonBrowser } from './json/browser.tsx';
import { longTextBrowser } from './long_text/browser.tsx';
import { lookupBrowser } from './lookup/browser.tsx';
import { moneyBrowser } from './money/browser.tsx';
import { multiChoiceBrowser } from './multi_choice/browser.tsx';
import { percentBrowser } from './percent/browser.tsx';
import { personNameBrowser } from './person_name/browser.tsx';
import { phoneBrowser } from './phone/browser.tsx';
import { ratingBrowser } from './rating/browser.tsx';
import { referenceBrowser } from './reference/browser.tsx';
import { relationBrowser } from './relation/browser.tsx';
import { richTextBrowser } from './rich_text/browser.tsx';
import { rollupBrowser } from './rollup/browser.tsx';
import { textBrowser } from './text/browser.tsx';
import { timeBrowser } from './time/browser.tsx';
import { urlBrowser } from './url/browser.tsx';
import { userBrowser } from './user/browser.tsx';

export const fieldTypes = [
  textBrowser,
  longTextBrowser,
  integerBrowser,
  decimalBrowser,
  moneyBrowser,
  percentBrowser,
  booleanBrowser,
  dateBrowser,
  datetimeBrowser,
  timeBrowser,
  durationBrowser,
  choiceBrowser,
  multiChoiceBrowser,
  ratingBrowser,
  relationBrowser,
  referenceBrowser,
  userBrowser,
  emailBrowser,
  phoneBrowser,
  urlBrowser,
  geoPointBrowser,
  personNameBrowser,
  addressBrowser,
  jsonBrowser,
  lookupBrowser,
  formulaBrowser,
  rollupBrowser,
  fileBrowser,
  imageBrowser,
  autoNumberBrowser,
  encryptedTextBrowser,
  richTextBrowser,
];
