"""Fewer signs, the same script."""

from __future__ import annotations

import pytest

from webapp.linker.condenser import condense
from webapp.linker.tokens import classify, tokenize


def condensed(script: str) -> str:
    classify(tokens := tokenize(script))
    return "".join(token.text for token in condense(tokens))


@pytest.mark.parametrize(
    ("script", "shorter"),
    [
        ("f=(a)=>{g(a);}", "f=a=>{g(a)}"),
        ("async(a)=>a;", "async a=>a;"),
        ("()=>{if(a)b();}", "()=>{if(a)b()}"),
        ("()=>{while(f(a));}", "()=>{while(f(a));}"),
        ("()=>{for(;;);}", "()=>{for(;;);}"),
        ('()=>{f(")");}', '()=>{f(")")}'),
        ("(a,b)=>(c)=>c;", "(a,b)=>c=>c;"),
        ("f(a,[b,],{c,},);", "f(a,[b],{c});"),
        ("[,];[a,,];", "[,];[a,,];"),
        ("f({true:true,a:b.false});", "f({true:!0,a:b.false});"),
        ("return true", "return !0"),
        ("a=(b);f((c),[(d)],{e:(f)});", "a=b;f(c,[d],{e:f});"),
        ("f(a=>(b?c:d));return(a);", "f(a=>b?c:d);return a;"),
        ("return(!a);", "return!a;"),
        ("return((a));return((!a));", "return a;return!a;"),
        ("f(a=>(({b})),a=>((b)));", "f(a=>({b}),a=>b);"),
        ("a:({b}=c);a:(function(){});f({a:({b})});", "a:({b}=c);a:(function(){});f({a:({b})});"),
        ("f(a=>({b}));f((a,b)=>(c));a=((b));", "f(a=>({b}));f((a,b)=>c);a=b;"),
        (
            "a=(b,c);a=(b in c);a=(b)+c;a=(b)(c);a.return(b);a=(\nb);",
            "a=(b,c);a=(b in c);a=(b)+c;a=(b)(c);a.return(b);a=(\nb);",
        ),
        ("a=();if(a){}(b);a=b?(c):d;`${(a)}`;", "a=();if(a){}(b);a=b?(c):d;`${(a)}`;"),
        ("function f(){g()}\nfunction h(){}\nf();", "function f(){g()}function h(){}f();"),
        ("if(a){b()}\nelse if(c){}\nelse{}\nf();", "if(a){b()}else if(c){}else{}f();"),
        (
            "for(;;){}\nwhile(a){}\ntry{}catch(e){}\n{a()}\nf();",
            "for(;;){}while(a){}try{}catch(e){}{a()}f();",
        ),
        ("class A{f(){}\nget g(){}}\nf();", "class A{f(){}get g(){}}f();"),
        ("if(a){}else\nb();class A{get\nf(){}}", "if(a){}else\nb();class A{get\nf(){}}"),
        ("async function f(a={}){}\nf();", "async function f(a={}){}f();"),
        ("a\n=function(){}\nf();if(a)b=()=>{}\nf();", "a\n=function(){}\nf();if(a)b=()=>{}\nf();"),
        ("if(a)b={}\n(c);a=`${{}}`\nb;", "if(a)b={}\n(c);a=`${{}}`\nb;"),
        ("let f=function(){}\nf();", "let f=function(){}\nf();"),
    ],
)
def test_signs_that_nothing_needs_go(script: str, shorter: str) -> None:
    assert condensed(script) == shorter


@pytest.mark.parametrize(
    ("script", "shorter"),
    [
        ("let a=1;let b=2;let c;", "let a=1,b=2,c;"),
        ("let a=b=>b;let{c,d}=a;", "let a=b=>b,{c,d}=a;"),
        ("let a=()=>{let b=1;let[c]=b;};let d;", "let a=()=>{let b=1,[c]=b},d;"),
        ("let a=1;f();let b=2;", "let a=1;f();let b=2;"),
        ("let a=1\nf();let b=2;", "let a=1\nf();let b=2;"),
        ("let a=1;{let b=2;}let c=3;", "let a=1;{let b=2}let c=3;"),
        ("for(let a=1;;)let_=a;let b=2;", "for(let a=1;;)let_=a;let b=2;"),
        ("function f(){}let a=1;let b=2;", "function f(){}let a=1;let b=2;"),
        ("if(a)f({let:1});let b=`${a};`;let c=/;/;", "if(a)f({let:1});let b=`${a};`,c=/;/;"),
    ],
)
def test_declarations_that_follow_each_other_become_one(script: str, shorter: str) -> None:
    assert condensed(script) == shorter
