import { type FailureFilter, failureFilter } from '../server/pipeline/failures/failure-filter.ts';

/** Which failures the console's address asks for. */
export interface FailureQuery {
	filter: FailureFilter;
	cursor: string | undefined;
	/** It asks for something else than all that are open. */
	narrowed: boolean;
}

/**
 * Fields that are left empty ask for nothing.
 * @throws Response 400 for what no filter can mean
 */
export function failureQuery(search: URLSearchParams): FailureQuery {
	const { cursor, regressed, ...asked } = Object.fromEntries([...search].filter(([, value]) => value.trim()));
	const parsed = failureFilter.safeParse({ ...asked, ...(regressed && { regressed: true }) });
	if (!parsed.success) {
		const fields = parsed.error.issues.map(({ path }) => path.join('.'));
		throw new Response(
			`No failures can be looked for by this ${fields.join(', ')}: choose it in the filter.`,
			{
				status: 400,
			},
		);
	}
	const { status, ...rest } = parsed.data;
	return { filter: parsed.data, cursor, narrowed: status !== 'open' || Object.keys(rest).length > 0 };
}
