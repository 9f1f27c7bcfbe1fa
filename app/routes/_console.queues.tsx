import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { ExternalLink } from 'lucide-react';
import type { Span } from '../../server/pipeline/queues/throughput.ts';
import { ActedNotice } from '../components/queues/acted-notice.tsx';
import { QueueCard } from '../components/queues/queue-card.tsx';
import { queuesInWords } from '../components/queues/queue-state.ts';
import { Refusal } from '../components/ui/refusal.tsx';
import { useLasting } from '../lasting.ts';
import { actOnQueue } from '../queue-actions.ts';
import { spanOf } from '../queue-query.ts';
import { refused } from '../refused.ts';
import { urls } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'Queues · Touchline' }];

export async function loader({ request, context: { caller } }: LoaderFunctionArgs) {
	const span = spanOf(new URL(request.url).searchParams);
	return { span, queues: await caller.queues.list({ span }) };
}

export async function action({ request, context }: ActionFunctionArgs) {
	try {
		return data(await actOnQueue(context.plainCaller, await request.formData()));
	} catch (error) {
		return refused(error);
	}
}

/** After a refusal, too: mostly something has changed since the page was loaded. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true;

export default function QueuesPage() {
	const { queues, span } = useLoaderData<typeof loader>();
	const answer = useActionData<typeof action>();
	const [acted, putAway] = useLasting(answer && 'intent' in answer ? answer : undefined);
	const refusal = answer && 'problem' in answer ? answer : undefined;
	const label = queues.find(({ name }) => name === acted?.wish.queue)?.label ?? '';
	return (
		<div className="grid gap-5">
			<div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
				<div>
					<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Queues</h1>
					<p className="mt-1.5 text-muted">{queuesInWords(queues)}</p>
				</div>
				<div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-[13px]">
					<SpanLinks span={span} />
					<a
						href={urls.queueBoard}
						className="flex min-h-6 items-center gap-1 font-medium text-info hover:underline"
					>
						The board
						<ExternalLink aria-hidden className="size-3.5" />
					</a>
				</div>
			</div>
			<Refusal answer={refusal} />
			{acted && !refusal && <ActedNotice acted={acted} label={label} onClose={putAway} />}
			<div className="grid items-start gap-5 lg:grid-cols-2">
				{queues.map((queue) => (
					<QueueCard key={queue.name} queue={queue} span={span} />
				))}
			</div>
		</div>
	);
}

const SPAN_WORDS: Record<Span, string> = { hour: 'Last hour', day: 'Last day' };
const SPAN_ORDER: Span[] = ['hour', 'day'];

function SpanLinks({ span }: { span: Span }) {
	return (
		<nav aria-label="Time that the throughput is told of" className="flex gap-1">
			{SPAN_ORDER.map((choice) => (
				<Link
					key={choice}
					to={urls.queuesOver(choice)}
					aria-current={choice === span ? 'page' : undefined}
					preventScrollReset
					className={`rounded-md border px-3 py-1 text-[13px] font-medium ${choice === span ? 'border-accent bg-surface text-ink' : 'border-line text-muted hover:bg-raised hover:text-ink'}`}
				>
					{SPAN_WORDS[choice]}
				</Link>
			))}
		</nav>
	);
}
