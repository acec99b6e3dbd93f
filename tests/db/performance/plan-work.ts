import type pg from 'pg'

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'CTE Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Rows Removed by Join Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: PlanNode[]
}

/** One place of one query and the rows that went through it or were thrown away there, in all calls together. */
export interface NodeWork {
  query: string
  node: string
  rows: number
}

/** Lets the server report the plan of every query, those within functions and of foreign keys included, as executed. */
export async function reportPlans(db: pg.Client): Promise<void> {
  await db.query(
    `load 'auto_explain'; set auto_explain.log_nested_statements = on; set auto_explain.log_analyze = on; set auto_explain.log_timing = off;
     set auto_explain.log_format = json; set auto_explain.log_level = notice; set max_parallel_workers = 0`,
  )
}

/**
 * Does `work` and gives the busiest places of its plans, the busiest first. Rows and not time: they are the same on every machine, whatever
 * else it does, and a join that compares each with each stands out by its square.
 */
export async function busiestNodes(db: pg.Client, work: () => Promise<void>): Promise<NodeWork[]> {
  const nodes = new Map<string, NodeWork>()
  const onNotice = ({ message }: { message?: string | undefined }) => {
    const start = message?.indexOf('{') ?? -1
    if (message === undefined || !message.startsWith('duration') || start < 0) return
    const { 'Query Text': text, Plan: plan } = JSON.parse(message.slice(start)) as {
      'Query Text': string
      Plan: PlanNode
    }
    // What asks whether a test may set the clock exists for tests only.
    if (!text.includes('rolsuper')) count(nodes, text.replace(/\s+/g, ' ').trim().slice(0, 160), plan)
  }
  db.on('notice', onNotice)
  await db.query('set auto_explain.log_min_duration = 0')
  try {
    await work()
  } finally {
    await db.query('set auto_explain.log_min_duration = -1')
    db.off('notice', onNotice)
  }
  return [...nodes.values()].sort((a, b) => b.rows - a.rows)
}

function count(nodes: Map<string, NodeWork>, query: string, plan: PlanNode): void {
  const node = [plan['Node Type'], plan['Index Name'] ?? plan['Relation Name'] ?? plan['CTE Name']].join(' ').trim()
  const rows =
    (plan['Actual Rows'] ?? 0) +
    (plan['Rows Removed by Filter'] ?? 0) +
    (plan['Rows Removed by Join Filter'] ?? 0) +
    (plan['Rows Removed by Index Recheck'] ?? 0)
  const key = `${query} ${node}`
  const seen = nodes.get(key) ?? { query, node, rows: 0 }
  seen.rows += rows * (plan['Actual Loops'] ?? 1)
  nodes.set(key, seen)
  for (const child of plan.Plans ?? []) count(nodes, query, child)
}
