import { change, idOf } from '../changes/change.js';
import type { NodeInvitation, NodeUser } from '../node/management.js';
import type { MutationResolvers } from '../schema/types.js';
import type { Context } from '../session.js';

const noInvitation = { user: null, token: null, link: null, expiresAt: null };

async function invite({ session, origin }: Context, path: string, body?: object): Promise<NodeInvitation & { readonly link: string }> {
  const invitation = await session.node.change<NodeInvitation>('POST', path, body);
  return { ...invitation, link: `${origin}/auth/link#${invitation.token}` };
}

export const userChanges: Required<Pick<MutationResolvers<Context>, 'inviteUser' | 'renewInvitation' | 'updateUser' | 'removeUser'>> = {
  inviteUser: (_, { input }, context) => change(context.session, noInvitation, () => invite(context, '/v1/users', input)),
  renewInvitation: (_, { id }, context) =>
    change(context.session, noInvitation, async () => invite(context, `/v1/users/${await idOf(context.session, 'user', id)}/invite`)),
  updateUser: (_, { input: { id, ...given } }, { session }) =>
    change(session, { user: null }, async () => {
      const user = await idOf(session, 'user', id, 'id');
      return { user: await session.node.change<NodeUser>('PATCH', `/v1/users/${user}`, given) };
    }),
  removeUser: (_, { id }, { session }) =>
    change(session, { removed: false }, async () => {
      await session.node.change('DELETE', `/v1/users/${await idOf(session, 'user', id)}`);
      return { removed: true };
    }),
};
