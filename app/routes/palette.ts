import type { LoaderFunctionArgs } from '@remix-run/node';
import type { ShouldRevalidateFunction } from '@remix-run/react';

/** A search that is longer finds nothing more. */
const LONGEST = 100;

/** What the command palette asks for while one types. */
export async function loader({ request, context: { caller } }: LoaderFunctionArgs) {
	const text = new URL(request.url).searchParams.get('q')?.trim().slice(0, LONGEST) ?? '';
	const [matches, counts] = await Promise.all([
		text === '' ? [] : caller.matches.find({ text }),
		caller.failures.counts(),
	]);
	const failures = Object.values(counts).reduce((sum, count) => sum + count, 0);
	return { matches, failures };
}

/** It is asked for by what is typed alone. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false;
