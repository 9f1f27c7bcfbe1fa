import type { AuditLine } from '../../audit/list-audit.ts';
import { PIPELINE } from '../../auth/roles.ts';

export const CSV_HEAD = 'at,person,action,what,about,detail\r\n';

/** A line of the audit trail as one of RFC 4180. */
export function toCsv({ at, person, action, label, sentence, subjects, detail }: AuditLine): string {
	const about = subjects.map(({ kind, id, label: called }) => `${kind} ${called ?? id}`).join('; ');
	const what = sentence || label;
	const cells = [at.toISOString(), person ?? PIPELINE, action, what, about, JSON.stringify(detail)];
	return `${cells.map(cell).join(',')}\r\n`;
}

/**
 * A spreadsheet takes what begins like a formula for one, quoted or not; an apostrophe before it keeps it text.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(text: string): string {
	const harmless = /^\s*[=+\-@|%]|^[\t\r\n]/.test(text) ? `'${text}` : text;
	return `"${harmless.replaceAll('"', '""')}"`;
}
