create function private.count_guess(batch uuid, step int) returns void
language plpgsql volatile set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  moment constant timestamptz := private.clock();
  counted constant uuid := coalesce(batch, '00000000-0000-0000-0000-000000000000');
  guard private.batch_guards;
begin
  insert into private.batch_guards (batch_id) values (counted) on conflict do nothing;
  update private.batch_guards g
  set misses = least(2 * limits.guard_level, greatest(0, step + greatest(
      0, g.misses - extract(epoch from moment - g.counted_at) / 60 * limits.guard_drain_per_minute
    ))),
    counted_at = moment
  where g.batch_id = counted
  returning * into guard;
  if batch is null or guard.misses < limits.guard_level then
    return;
  end if;
  update private.batch_guards g set guarded_until = moment + limits.guard_time where g.batch_id = batch;
  if guard.guarded_until is null or guard.guarded_until <= moment then
    insert into public.card_events (tenant_id, batch_id, kind, details)
    select b.tenant_id, b.id, 'sign_in_guarded', jsonb_build_object('misses', round(guard.misses), 'until', moment + limits.guard_time)
    from public.card_batches b
    where b.id = batch;
  end if;
end
$$;

comment on function private.count_guess(uuid, int) is
  'Moves the trip-wire of a batch: +1 for a stranger''s wrong PIN, -1 for the first sign-in of a card (whose holder may have mistyped; it cannot be forged, a card has one first sign-in). When it overflows the batch is guarded and the administrator finds an event.';
