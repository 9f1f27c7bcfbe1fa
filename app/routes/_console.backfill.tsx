import {
	type ActionFunctionArgs,
	type AppLoadContext,
	data,
	type LoaderFunctionArgs,
	type MetaFunction,
	redirect,
} from '@remix-run/node';
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { type BackfillQuery, backfillQuery } from '../backfill-query.ts';
import { startPreviewed } from '../backfill-start.ts';
import { BackfillForm } from '../components/backfill/backfill-form.tsx';
import { Preview } from '../components/backfill/preview.tsx';
import { RunList } from '../components/backfill/run-list.tsx';
import { Card } from '../components/ui/card.tsx';
import { PageLinks } from '../components/ui/page-links.tsx';
import { Refusal } from '../components/ui/refusal.tsx';
import { useHeldRefresh } from '../live/refresh-holds.ts';
import { refused } from '../refused.ts';
import { urls } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'Backfill · Touchline' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const search = new URL(request.url).searchParams;
	const query = backfillQuery(search);
	const [{ status, ...previewed }, history] = await Promise.all([
		previewOf(context, query),
		context.caller.backfill.recent({ cursor: search.get('cursor') ?? undefined }),
	]);
	return data({ fields: query.fields, ...previewed, history }, { status });
}

/** What was asked for, or why it cannot be: the form stays, to be corrected. */
async function previewOf({ plainCaller }: AppLoadContext, { selection, problem }: BackfillQuery) {
	if (!selection) return { preview: null, problem, status: problem === null ? 200 : 400 };
	try {
		return { preview: await plainCaller.backfill.preview(selection), problem: null, status: 200 };
	} catch (error) {
		const refusal = refused(error);
		return { preview: null, problem: refusal.data.problem, status: refusal.init?.status ?? 500 };
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const search = new URL(request.url).searchParams;
	try {
		const id = await startPreviewed(context.plainCaller, search, await request.formData());
		return redirect(urls.backfillRun(id), 303);
	} catch (error) {
		return refused(error);
	}
}

/** After a refusal, too: mostly something has changed since the preview. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true;

export default function BackfillPage() {
	const { fields, preview, problem, history } = useLoaderData<typeof loader>();
	useHeldRefresh(problem !== null);
	return (
		<div className="grid gap-5">
			<div>
				<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Backfill</h1>
				<p className="mt-1.5 text-muted">
					Asks models for predictions that matches lack; those that come after kick-off are kept as
					retroactive, and matches that are coming up go first.
				</p>
			</div>
			<Refusal answer={useActionData<typeof action>()} problem={problem} />
			<Card title="What to fill" flush>
				<BackfillForm fields={fields} />
			</Card>
			{preview && <Preview preview={preview} />}
			<Card id="list" title="Runs" flush>
				<RunList runs={history.runs} />
				<PageLinks label="Pages of runs" nextCursor={history.nextCursor} />
			</Card>
		</div>
	);
}
