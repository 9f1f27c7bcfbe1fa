import { useNavigate } from '@remix-run/react';
import { Command } from 'cmdk';
import { setNonce } from 'get-nonce';
import { CalendarDays, type LucideIcon } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import { Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { NAVIGATION } from '../layout/navigation.ts';
import { commands } from './commands.ts';
import { usePaletteSearch } from './use-palette-search.ts';

// The dialog keeps the page behind it from scrolling by a style element, which wants the page's nonce.
setNonce(document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '');

/** Leads to a match, a page, or where something is done, by its name. */
export default function Palette({
	open,
	onOpenChange,
}: {
	open: boolean;
	onOpenChange: (open: boolean) => void;
}) {
	const [text, setText] = useState('');
	const { found, searching } = usePaletteSearch(text.trim(), open);
	const navigate = useNavigate();

	useEffect(() => {
		if (!open) setText('');
	}, [open]);

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
					className="fixed inset-x-3 top-[12dvh] z-40 mx-auto max-w-xl overflow-hidden rounded-xl border bg-surface shadow-2xl outline-none"
				>
					<Dialog.Title className="sr-only">Go to a match, a page or an action</Dialog.Title>
					<Command label="Go to" loop>
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
							{found && found.matches.length > 0 && (
								<Group heading="Matches">
									{found.matches.map(({ id, home, away, competition, kickoffAt }) => (
										<Row
											key={id}
											// The server has searched: what it found is shown, whatever its spelling.
											value={`match ${id}`}
											found
											icon={CalendarDays}
											onSelect={() => go(urls.match(id))}
										>
											<span className="min-w-0 truncate" dir="auto">
												{home} – {away}
											</span>
											<span className="ml-auto shrink-0 text-xs text-muted">
												{competition} · <Time at={kickoffAt} />
											</span>
										</Row>
									))}
								</Group>
							)}
							<Group heading="Do">
								{commands(found?.failures ?? null).map(({ label, to, icon, keywords }) => (
									<Row key={to} value={label} keywords={keywords} icon={icon} onSelect={() => go(to)}>
										{label}
									</Row>
								))}
							</Group>
							{NAVIGATION.map((group) => (
								<Group key={group.label} heading={group.label}>
									{group.pages.map(({ to, label, icon }) => (
										<Row key={to} value={`page ${label}`} icon={icon} onSelect={() => go(to)}>
											{label}
										</Row>
									))}
								</Group>
							))}
						</Command.List>
					</Command>
				</Dialog.Content>
			</Dialog.Portal>
		</Dialog.Root>
	);
}

function Group({ heading, children }: { heading: string; children: React.ReactNode }) {
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
	value: string;
	keywords?: string[];
	/** Whatever was typed. */
	found?: boolean;
	icon: LucideIcon;
	onSelect: () => void;
	children: React.ReactNode;
}

function Row({ value, keywords, found = false, icon: Icon, onSelect, children }: RowProps) {
	return (
		<Command.Item
			value={value}
			keywords={keywords}
			forceMount={found}
			onSelect={onSelect}
			className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-3 py-1.5 data-[selected=true]:bg-raised"
		>
			<Icon aria-hidden className="size-4 shrink-0 text-muted" />
			{children}
		</Command.Item>
	);
}
