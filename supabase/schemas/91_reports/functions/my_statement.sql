create function public.my_statement(
  before bigint default null, kinds text[] default null, month date default null, page_size integer default 20
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_buyer();
  zone constant text := (select t.time_zone from public.tenants t where t.id = caller.tenant_id);
  month_begins timestamptz := '-infinity';
  month_ends timestamptz := 'infinity';
  first_seq bigint := 0;
  end_seq bigint := coalesce(before, 9223372036854775807);
begin
  if page_size is null or page_size not between 1 and 1000 then
    perform private.fail('invalid_request', 400, '{"field": "page_size", "problem": "out_of_range"}');
  end if;
  if month not between date '2000-01-01' and date '2999-12-31' then
    perform private.fail('invalid_request', 400, '{"field": "month", "problem": "out_of_range"}');
  end if;
  if month is not null then
    month_begins := date_trunc('month', month::timestamp) at time zone zone;
    month_ends := (date_trunc('month', month::timestamp) + interval '1 month') at time zone zone;
    first_seq := private.first_entry_since(caller.account_id, month_begins - interval '1 day');
    end_seq := least(end_seq, private.first_entry_since(caller.account_id, month_ends + interval '1 day'));
  end if;
  return (
    with rows as materialized (
      -- One row more than the page tells whether there is another page.
      select p.*, row_number() over (order by p.seq desc) as place
      from private.statement_page(
        caller.account_id, first_seq, end_seq, month_begins, month_ends, nullif(kinds, '{}'), page_size + 1
      ) p
    )
    select jsonb_build_object(
      'entries', coalesce(
        jsonb_agg(
          jsonb_build_object(
            'seq', r.seq, 'transaction_id', r.id, 'kind', r.kind, 'amount', r.amount, 'balance_after', r.balance_after,
            'created_at', r.created_at, 'order_id', r.order_id, 'order_no', (
              select o.order_no from public.orders o where o.tenant_id = r.tenant_id and o.id = r.order_id
            ),
            'programme_id', r.programme_id, 'programme_name', p.name, 'translations', p.translations, 'note', r.note
          )
          order by r.place
        ) filter (where r.place <= page_size),
        '[]'
      ),
      'next', case when max(r.place) > page_size then min(r.seq) filter (where r.place <= page_size) end
    )
    from rows r
    left join public.programmes p on p.tenant_id = r.tenant_id and p.id = r.programme_id
  );
end
$$;

comment on function public.my_statement(bigint, text[], date, integer) is
  'A page of the caller''s own statement, newest first. Takes the running number to read on from (next of the page before; null: the newest), kinds of movement (null or none: all), any day of a month in the company''s time zone (null: all months), and how many rows (1 to 1,000). Gives {entries: [{seq, transaction_id, kind, amount, balance_after, created_at, order_id, order_no, programme_id, programme_name, translations, note}], next}; amounts in points, plus in, minus out; next is null on the last page. For members and guests. Errors: invalid_request, and the refusals of private.require_buyer().';

grant execute on function public.my_statement(bigint, text[], date, integer) to authenticated;
