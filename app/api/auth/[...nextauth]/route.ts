import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { getAuthOptions } from "@/lib/auth/next-auth";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { getEnv } from "@/lib/env";

type Context = { params: Promise<{ nextauth: string[] }> };

export function GET(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request, context, getAuthOptions());
}

/** Signing in and out comes from our own pages alone; NextAuth's own token against forgery is checked besides. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  if (!isSameOrigin(request.headers, getEnv().APP_URL)) return Response.json({ ok: false }, { status: 403 });
  return NextAuth(request, context, getAuthOptions());
}
