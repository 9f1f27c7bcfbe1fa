import { Send } from 'lucide-react';
import type { Delivery } from '../../../server/alerts/delivery/list-deliveries.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { Empty } from '../ui/empty.tsx';
import { DeliveryState } from './delivery-state.tsx';

/** What one looks at; the rest is there when it is wanted. */
const SHOWN = 8;

/** The last messages to webhooks and what became of them, the newest first. */
export function DeliveryList({ deliveries }: { deliveries: Delivery[] }) {
	if (deliveries.length === 0) return <Empty icon={Send}>No message has been sent to a webhook yet.</Empty>;
	const older = deliveries.slice(SHOWN);
	return (
		<>
			<Rows deliveries={deliveries.slice(0, SHOWN)} label="Deliveries" />
			{older.length > 0 && (
				<div className="border-t px-4 py-2.5">
					<Disclosure summary={`${older.length} older`}>
						<div className="-mx-4 border-t">
							<Rows deliveries={older} label="Older deliveries" />
						</div>
					</Disclosure>
				</div>
			)}
		</>
	);
}

function Rows({ deliveries, label }: { deliveries: Delivery[]; label: string }) {
	return (
		<ul aria-label={label} className="divide-y">
			{deliveries.map((delivery) => (
				<li key={delivery.id} className="grid gap-x-4 gap-y-1 px-4 py-2.5 sm:grid-cols-2">
					<div className="min-w-0">
						<p className="line-clamp-4 [overflow-wrap:anywhere]" dir="auto" title={delivery.text}>
							{delivery.text}
						</p>
						<p className="line-clamp-2 text-xs text-muted [overflow-wrap:anywhere]">
							to <bdi>{delivery.webhook}</bdi>
						</p>
					</div>
					<DeliveryState delivery={delivery} />
				</li>
			))}
		</ul>
	);
}
