import { useNavigate } from '@remix-run/react';
import { Command } from 'cmdk';
import { setNonce } from 'get-nonce';
import { CalendarDays, type LucideIcon } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useRef, useState } from 'react';
import { useMayAct } from '../../may-act.tsx';
import { Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { NAVIGATION } from '../layout/navigation.ts';
import { commands } from './commands.ts';
import { named } from './named.ts';
import { usePaletteSearch } from './use-palette-search.ts';

// The dialog keeps the page behind it from scrolling by a style element, which wants the page's nonce.
setNonce(document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '');

interface PaletteProps {
	open: boolean;
	onOpenChange: (open: boolean) => void;
}

/** Leads to a match, a page, or where something is done, by its name. */
export default function Palette({ open, onOpenChange }: PaletteProps) {
	const navigate = useNavigate();
	const opener = useRef<Element | null>(null);

	function go(to: string) {
		onOpenChange(false);
		navigate(to);
	}

	return (
		<Dialog.Root open={open} onOpenChange={onOpenChange}>
			<Dialog.Portal>
				<Dialog.Overlay className="fixed inset-0 z-30 bg-black/40" />
				<Dialog.Content
					aria-describedby={undefined}
					onOpenAutoFocus={() => {
						opener.current = document.activeElement;
					}}
					onCloseAutoFocus={(event) => {
						if (!(opener.current instanceof HTMLElement)) return;
						event.preventDefault();
						opener.current.focus();
					}}
					className="fixed inset-x-3 top-[12dvh] z-40 mx-auto max-w-2xl overflow-hidden rounded-xl border bg-surface shadow-2xl outline-none"
				>
					<Dialog.Title className="sr-only">Go to a match, a page or an action</Dialog.Title>
					<Choices go={go} />
				</Dialog.Content>
			</Dialog.Portal>
		</Dialog.Root>
	);
}

function Choices({ go }: { go: (to: string) => void }) {
	const [text, setText] = useState('');
	const { found, searching } = usePaletteSearch(text.trim());
	const matches = found?.matches ?? [];
	const mayAct = useMayAct();
	const actions = commands(found?.failures ?? null).filter(
		({ label, keywords }) => mayAct && named([label, ...keywords], text),
	);
	const groups = NAVIGATION.map(({ label, pages }) => ({
		label,
		pages: pages.filter((page) => named([page.label], text)),
	}));

	return (
		<Command label="Go to" shouldFilter={false} loop>
			<Command.Input
				value={text}
				onValueChange={setText}
				maxLength={100}
				placeholder="A team, a page, retry, backfill …"
				className="w-full border-b bg-transparent px-4 py-3.5 text-base outline-none placeholder:text-muted"
			/>
			<Command.List className="max-h-[60dvh] overflow-y-auto p-2" aria-busy={searching}>
				<Command.Empty className="px-3 py-6 text-center text-muted">
					{searching ? 'Searching …' : 'No match, page or action has that name.'}
				</Command.Empty>
				<Group heading="Matches">
					{matches.map(({ id, home, away, competition, kickoffAt }) => (
						<Row key={id} to={urls.match(id)} icon={CalendarDays} go={go}>
							<span className="min-w-0 truncate" dir="auto">
								{home} – {away}
							</span>
							<span className="ml-auto shrink-0 text-xs text-muted">
								<span className="hidden sm:inline">{competition} · </span>
								<Time at={kickoffAt} />
							</span>
						</Row>
					))}
				</Group>
				<Group heading="Do">
					{actions.map(({ label, to, icon }) => (
						<Row key={to} to={to} icon={icon} go={go}>
							{label}
						</Row>
					))}
				</Group>
				{groups.map(({ label, pages }) => (
					<Group key={label} heading={label}>
						{pages.map((page) => (
							<Row key={page.to} to={page.to} icon={page.icon} go={go}>
								{page.label}
							</Row>
						))}
					</Group>
				))}
			</Command.List>
		</Command>
	);
}

/** Nothing when it has nothing to choose from. */
function Group({ heading, children }: { heading: string; children: ReactNode[] }) {
	if (children.length === 0) return null;
	return (
		<Command.Group
			heading={heading}
			className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted"
		>
			{children}
		</Command.Group>
	);
}

interface RowProps {
	/** Its address tells it from the others. */
	to: string;
	icon: LucideIcon;
	go: (to: string) => void;
	children: ReactNode;
}

function Row({ to, icon: Icon, go, children }: RowProps) {
	return (
		<Command.Item
			value={to}
			onSelect={() => go(to)}
			className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-3 py-1.5 data-[selected=true]:bg-raised"
		>
			<Icon aria-hidden className="size-4 shrink-0 text-muted" />
			{children}
		</Command.Item>
	);
}
