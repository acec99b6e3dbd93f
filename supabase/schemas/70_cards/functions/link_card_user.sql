create function public.link_card_user(card_id uuid, user_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  linked uuid;
begin
  if exists (select from public.members m where m.user_id = link_card_user.user_id)
    or exists (select from public.cards c where c.user_id = link_card_user.user_id and c.id <> link_card_user.card_id)
  then
    perform private.fail('not_permitted', 403);
  end if;
  update public.cards c
  set user_id = coalesce(c.user_id, link_card_user.user_id)
  where c.id = link_card_user.card_id
  returning c.user_id into linked;
  if linked is distinct from link_card_user.user_id or linked is null then
    perform private.fail('not_permitted', 403);
  end if;
  return jsonb_build_object('card_id', link_card_user.card_id, 'user_id', linked);
end
$$;

comment on function public.link_card_user(uuid, uuid) is
  'Ties a card to the account of its guest sessions; again with the same account changes nothing. Only service_role: the edge function auth. Gives {card_id, user_id}. Errors: not_permitted (no such card, it has another account, or the account is a member''s or another card''s).';

grant execute on function public.link_card_user(uuid, uuid) to service_role;
