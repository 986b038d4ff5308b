import {
  BulbOutlined as BulbOutlinedDrawing,
  DeleteOutlined as DeleteOutlinedDrawing,
  EditOutlined as EditOutlinedDrawing,
  EllipsisOutlined as EllipsisOutlinedDrawing,
  EyeInvisibleOutlined as EyeInvisibleOutlinedDrawing,
  EyeOutlined as EyeOutlinedDrawing,
  FilterOutlined as FilterOutlinedDrawing,
  FireFilled as FireFilledDrawing,
  GlobalOutlined as GlobalOutlinedDrawing,
  InboxOutlined as InboxOutlinedDrawing,
  LogoutOutlined as LogoutOutlinedDrawing,
  MenuFoldOutlined as MenuFoldOutlinedDrawing,
  MenuOutlined as MenuOutlinedDrawing,
  MenuUnfoldOutlined as MenuUnfoldOutlinedDrawing,
  PlusOutlined as PlusOutlinedDrawing,
  ReloadOutlined as ReloadOutlinedDrawing,
  SearchOutlined as SearchOutlinedDrawing,
  SettingOutlined as SettingOutlinedDrawing,
  ToolOutlined as ToolOutlinedDrawing,
} from '@ant-design/icons';
import type { ComponentProps, ComponentType } from 'react';

type IconProps = ComponentProps<typeof EditOutlinedDrawing>;

/** An icon beside words that say the same: the library would read its file name out before them. */
export function decorative(Drawing: ComponentType<IconProps>): ComponentType<IconProps> {
  return function Decoration(props) {
    return <Drawing aria-hidden {...props} />;
  };
}

export const BulbOutlined = decorative(BulbOutlinedDrawing);
export const DeleteOutlined = decorative(DeleteOutlinedDrawing);
export const EditOutlined = decorative(EditOutlinedDrawing);
export const EllipsisOutlined = decorative(EllipsisOutlinedDrawing);
export const EyeInvisibleOutlined = decorative(EyeInvisibleOutlinedDrawing);
export const EyeOutlined = decorative(EyeOutlinedDrawing);
export const FilterOutlined = decorative(FilterOutlinedDrawing);
export const FireFilled = decorative(FireFilledDrawing);
export const GlobalOutlined = decorative(GlobalOutlinedDrawing);
export const InboxOutlined = decorative(InboxOutlinedDrawing);
export const LogoutOutlined = decorative(LogoutOutlinedDrawing);
export const MenuFoldOutlined = decorative(MenuFoldOutlinedDrawing);
export const MenuOutlined = decorative(MenuOutlinedDrawing);
export const MenuUnfoldOutlined = decorative(MenuUnfoldOutlinedDrawing);
export const PlusOutlined = decorative(PlusOutlinedDrawing);
export const ReloadOutlined = decorative(ReloadOutlinedDrawing);
export const SearchOutlined = decorative(SearchOutlinedDrawing);
export const SettingOutlined = decorative(SettingOutlinedDrawing);
export const ToolOutlined = decorative(ToolOutlinedDrawing);
