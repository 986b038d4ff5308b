import type { Language } from '@tenon/documents';
import type { Request } from 'express';

/** The language that the request asks for, of those that texts are written in. */
export function askedLanguage(request: Request): Language | undefined {
  const asked = request.get('accept-language') && request.acceptsLanguages('en', 'zh-CN', 'zh');
  if (!asked) return undefined;
  return asked === 'en' ? 'en' : 'zh-CN';
}
