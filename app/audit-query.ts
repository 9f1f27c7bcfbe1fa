import { type AuditFilter, auditQuery } from '../server/audit/audit-query.ts';

/** Which lines of the audit trail the console's address asks for. */
export interface AuditSearch {
	filter: AuditFilter;
	/** What the form shows: the fields that ask for something, as they were written. */
	fields: Partial<Record<string, string>>;
	cursor: string | undefined;
}

/**
 * Fields that are left empty ask for nothing.
 * @throws Response 400 for what no filter can mean
 */
export function auditSearch(search: URLSearchParams): AuditSearch {
	const given = Object.fromEntries([...search].filter(([, value]) => value.trim()));
	const { cursor, ...fields } = given;
	const parsed = auditQuery.safeParse(fields);
	if (parsed.success) return { filter: parsed.data, fields: only(fields, parsed.data), cursor };
	const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
	throw new Response(`Nothing can be looked for by this (${problems.join('; ')}): choose it in the filter.`, {
		status: 400,
	});
}

function only(fields: Record<string, string>, filter: AuditFilter): Record<string, string> {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => name in filter));
}
