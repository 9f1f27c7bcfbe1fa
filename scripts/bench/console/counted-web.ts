import { createServer } from 'node:http';
import express from 'express';
import pg from 'pg';

/*
 * The real web process, in which every statement to Postgres is counted. Beside it, on the ports that are named: one that answers with the
 * count, and an Express with an empty route.
 */
const [countPort, emptyPort] = process.argv.slice(2).map(Number);
let statements = 0;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
	statements++;
	return Reflect.apply(query, this, args);
} as typeof query;

createServer((_req, res) => res.end(String(statements))).listen(countPort, '127.0.0.1');
express()
	.get('/', (_req, res) => res.end())
	.listen(emptyPort ?? 0, '127.0.0.1');
await import('../../../server/index.ts');
