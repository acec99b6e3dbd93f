create function private.make_cards_of_issue(issue public.card_issues, wanted int) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  numbers constant text[] := private.draw_card_numbers(issue.tenant_id, wanted);
  pins constant text[] := array(select private.random_pin() from generate_series(1, wanted));
begin
  perform private.refuse_unfunded_issue(issue, wanted);
  perform private.put_cards(issue.batch_id, numbers, pins, issue.id);
  insert into private.pins_to_export (issue_id, place, tenant_id, card_id, pin)
  select issue.id, issue.made + n.place, issue.tenant_id, c.id, private.seal_pin(n.pin)
  from unnest(numbers, pins) with ordinality n (number, pin, place)
  join public.cards c on c.number = n.number;
end
$$;

comment on function private.make_cards_of_issue(public.card_issues, int) is
  'Makes the next cards of an issue, and keeps their PINs, encrypted, until the list leaves. Behind the lock of the issue. Errors: those of private.put_cards().';
